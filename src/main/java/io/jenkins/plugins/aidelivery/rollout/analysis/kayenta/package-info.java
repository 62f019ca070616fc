/**
 * Kayenta's judge {@code NetflixACAJudge-v1.0} as it is, faults included, for those who move from Spinnaker and want the same verdicts:
 * an error of a test counts as nothing and lets a canary pass, two samples a side are "98 % confident", and tiny values are all
 * equal. Not a judge to choose otherwise. Written from a description of its behaviour, not from its code; the random noise that it adds to
 * constant series is seeded here, so that the same data has the same verdict.
 */
package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

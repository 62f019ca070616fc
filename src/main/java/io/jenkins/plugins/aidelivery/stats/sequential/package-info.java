/**
 * Tests that may be looked at as often as one likes, or as often as was planned. An e-value is evidence whose expectation is at most 1 if what
 * it speaks against is true; that it ever reaches 1/α then has a chance of at most α, whenever one stops.
 *
 * <p>Counts: {@link io.jenkins.plugins.aidelivery.stats.sequential.GuardedRatioTest}, of the same items {@link
 * io.jenkins.plugins.aidelivery.stats.sequential.PairedTest}, of requests {@link
 * io.jenkins.plugins.aidelivery.stats.sequential.SampleRatioTest}. Scores: {@link
 * io.jenkins.plugins.aidelivery.stats.sequential.BoundedDifference}, of the same items {@link
 * io.jenkins.plugins.aidelivery.stats.sequential.PairedDifference}. With a planned size: {@link
 * io.jenkins.plugins.aidelivery.stats.sequential.PromotionLooks}.
 */
package io.jenkins.plugins.aidelivery.stats.sequential;

package io.jenkins.plugins.aidelivery.stats;

public record Interval(double low, double high) {}

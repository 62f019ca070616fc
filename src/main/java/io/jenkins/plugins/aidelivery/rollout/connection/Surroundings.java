package io.jenkins.plugins.aidelivery.rollout.connection;

import java.nio.file.Path;
import java.util.concurrent.Executor;

/**
 * What a face lends to routers, metric sources and hooks.
 *
 * @param connections machines that may be talked to
 * @param http asks without holding a thread
 * @param blocking for what can't be asked without one (sockets, commands, databases): few threads, never for a long time
 * @param directory that relative paths of a plan start from
 */
public record Surroundings(Connections connections, HttpCalls http, Executor blocking, Path directory) {}

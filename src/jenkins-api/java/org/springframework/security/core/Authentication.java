package org.springframework.security.core;

/** In signatures only. */
public interface Authentication {}

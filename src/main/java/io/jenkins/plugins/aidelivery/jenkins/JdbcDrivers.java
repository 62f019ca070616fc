package io.jenkins.plugins.aidelivery.jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Drivers of databases, of which we bring none: any that an installed plugin has (the PostgreSQL API plugin, the database
 * plugins), and the jars that an administrator puts into {@value #DIRECTORY} below Jenkins' home directory. JDBC's own
 * driver manager would refuse both, because it lends a driver only to those whose class loader knows it.
 */
final class JdbcDrivers {
    /** Where an administrator puts drivers, below Jenkins' home directory. */
    static final String DIRECTORY = "ai-delivery/drivers";

    private static List<Path> loadedJars = List.of();
    private static ClassLoader ownDrivers;

    private JdbcDrivers() {}

    /** The first driver that takes a URL; the administrator's own come first. */
    static Optional<Driver> forUrl(String url) {
        return Stream.of(own(), Jenkins.get().getPluginManager().uberClassLoader)
                .flatMap(loader -> taking(url, loader).stream())
                .findFirst();
    }

    static Optional<Driver> taking(String url, ClassLoader loader) {
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
        // A driver that can't be loaded says nothing about the next one, but the loader may say it for ever.
        for (int faults = 0; faults < 100; ) {
            try {
                if (!drivers.hasNext()) {
                    return Optional.empty();
                }
                Driver driver = drivers.next();
                if (driver.acceptsURL(url)) {
                    return Optional.of(driver);
                }
            } catch (ServiceConfigurationError | LinkageError | SQLException e) {
                faults++;
            }
        }
        return Optional.empty();
    }

    /** Jars are loaded once, and again after others were put there. */
    private static synchronized ClassLoader own() {
        List<Path> jars = jars(Jenkins.get().getRootDir().toPath().resolve(DIRECTORY));
        if (ownDrivers == null || !jars.equals(loadedJars)) {
            ownDrivers = new URLClassLoader(
                    jars.stream().map(JdbcDrivers::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            loadedJars = jars;
        }
        return ownDrivers;
    }

    private static List<Path> jars(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

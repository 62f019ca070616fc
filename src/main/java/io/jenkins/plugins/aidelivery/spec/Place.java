package io.jenkins.plugins.aidelivery.spec;

/**
 * Where something in a specification was written.
 *
 * @param file the file's name, or a name such as {@code preset ai-platform}
 * @param line 1-based; 0 where there are no lines
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}

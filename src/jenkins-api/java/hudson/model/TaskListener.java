package hudson.model;

import java.io.IOException;
import java.io.PrintStream;

public interface TaskListener {
    PrintStream getLogger();

    default void hyperlink(String url, String text) throws IOException {
        getLogger().print(text);
    }
}

import static io.trino.testing.TestingSession.testSessionBuilder;

import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;
import java.io.OutputStream;
import java.io.PrintStream;

/** Trino with a coordinator, a worker and a catalog in memory, until its input ends; prints the coordinator's port. */
public final class TrinoServer {
    private TrinoServer() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out; // Trino's logging takes the place of it
        try (DistributedQueryRunner trino = DistributedQueryRunner.builder(
                        testSessionBuilder().build())
                .setWorkerCount(1)
                .build()) {
            trino.installPlugin(new MemoryPlugin());
            trino.createCatalog("memory", "memory");
            out.println("port " + trino.getCoordinator().getBaseUrl().getPort());
            out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}

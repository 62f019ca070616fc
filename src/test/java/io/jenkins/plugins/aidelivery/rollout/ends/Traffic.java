package io.jenkins.plugins.aidelivery.rollout.ends;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Requests to whatever divides them, and who answered. */
public final class Traffic {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    private Traffic(String url) {
        this.url = url;
    }

    public static Traffic to(String url) {
        return new Traffic(url);
    }

    /** How many of some requests each track answered; {@code status N} stands for those that failed. */
    public Map<String, Integer> send(int requests) throws IOException {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < requests; i++) {
            answers.merge(once(), 1, Integer::sum);
        }
        return answers;
    }

    private String once() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/predict"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "status " + response.statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Three standard deviations of how many of some requests a side gets. */
    public static double spread(int requests, double percent) {
        return 3 * Math.sqrt(requests * percent / 100 * (1 - percent / 100));
    }
}

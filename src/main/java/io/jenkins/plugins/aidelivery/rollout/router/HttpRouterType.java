package io.jenkins.plugins.aidelivery.rollout.router;

import com.fasterxml.jackson.core.JsonPointer;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.Template;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Anything that is told a weight, and tells it, over HTTP. */
public final class HttpRouterType implements RouterType {
    private static final Set<String> METHODS = Set.of("PUT", "POST", "PATCH");

    /** What Java's client writes itself. */
    private static final Set<String> NOT_OURS = Set.of("host", "connection", "content-length", "expect", "upgrade");

    @Override
    public String id() {
        return "http";
    }

    @Override
    public Optional<Router> open(SpecCursor in, Surroundings surroundings) {
        Settings settings = new Settings(in);
        Optional<Endpoint> endpoint = surroundings.connections().endpoint(in, "url");
        Scale scale = settings.scale();
        Optional<HttpRouter.Order> order =
                inner(in, "set", "how a weight is set").flatMap(HttpRouterType::order);
        Optional<HttpRouter.Question> question =
                inner(in, "read", "where the weight is read").flatMap(HttpRouterType::question);
        if (endpoint.isEmpty() || order.isEmpty() || question.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HttpRouter(endpoint.get(), order.get(), question.get(), scale, surroundings.http()));
    }

    private static Optional<SpecCursor> inner(SpecCursor in, String key, String what) {
        if (!in.isWritten(key)) {
            in.fault("", "'" + key + "' is missing: " + what + " was expected");
        }
        return in.mapping(key);
    }

    private static Optional<HttpRouter.Order> order(SpecCursor in) {
        Settings settings = new Settings(in);
        String method = in.name("method", "a method was expected").orElse("PUT").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            in.fault("method", "PUT, POST or PATCH was expected, not '" + method + "'");
        }
        String path = path(in);
        String body = in.isWritten("body") ? in.text("body") : "";
        Optional<Map<String, String>> headers = headers(in);
        settings.places("path", path, Scale.names());
        settings.places("body", body, Scale.names());
        in.done();
        String all = path + body + headers.map(Object::toString).orElse("");
        if (!Template.names(all).contains("weight")) {
            in.fault("", "{{weight}} stands nowhere, neither in 'path' nor in 'body'");
            return Optional.empty();
        }
        return headers.filter(any -> METHODS.contains(method))
                .map(given -> new HttpRouter.Order(method, path, body, given));
    }

    private static String path(SpecCursor in) {
        String path = in.isWritten("path") ? in.text("path") : "";
        if (!path.isEmpty() && !path.startsWith("/") && !path.startsWith("?")) {
            in.fault("path", "begins with a slash; the rest of the address stands at 'url'");
        }
        return path;
    }

    private static Optional<Map<String, String>> headers(SpecCursor in) {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean good = true;
        for (Map.Entry<String, SpecNode> header : in.members("headers").entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String wrong = "";
            if (name.equals("authorization")) {
                wrong = "a secret doesn't belong here; write 'token', or 'user' and 'password', beside 'url'";
            } else if (NOT_OURS.contains(name) || !name.matches("[a-z0-9-]+")) {
                wrong = "'" + header.getKey() + "' is no header that can be set";
            } else if (!(header.getValue() instanceof SpecNode.Scalar)) {
                wrong = "a text was expected, not " + header.getValue().kind();
            }
            if (!wrong.isEmpty()) {
                in.fault("headers", header.getValue().place(), wrong);
                good = false;
            } else if (header.getValue() instanceof SpecNode.Scalar value) {
                headers.put(header.getKey(), value.text());
            }
        }
        return good ? Optional.of(headers) : Optional.empty();
    }

    private static Optional<HttpRouter.Question> question(SpecCursor in) {
        String path = path(in);
        String written = in.isWritten("pointer") ? in.text("pointer") : "";
        in.done();
        try {
            return Optional.of(new HttpRouter.Question(path, JsonPointer.compile(written)));
        } catch (IllegalArgumentException e) {
            in.fault("pointer", "a JSON pointer such as /canary/weight was expected, not '" + written + "'");
            return Optional.empty();
        }
    }
}

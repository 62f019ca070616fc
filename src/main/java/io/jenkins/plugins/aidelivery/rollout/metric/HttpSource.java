package io.jenkins.plugins.aidelivery.rollout.metric;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks a service and takes from its JSON what a pointer says. What a window's growth is, the service has to know. */
final class HttpSource implements MetricSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 3;

    private final Service service;
    private final SideNames sides;
    private final Item item;
    private final Duration timeout;

    /** Who is asked, and for what. */
    record Service(HttpCalls http, Endpoint endpoint, UrlTemplate path) {}

    /**
     * Where things are in an item of a list.
     *
     * @param value the item itself if it is empty
     * @param id of what the item belongs to
     * @param time the window's end if it is empty
     */
    record Item(Optional<JsonPointer> value, Optional<JsonPointer> id, Optional<JsonPointer> time) {}

    HttpSource(Service service, SideNames sides, Item item, Duration timeout) {
        this.service = service;
        this.sides = sides;
        this.item = item;
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<Answer> read(Query query, Side side, Window window) {
        String name = sides.of(side);
        if (!service.path().names("side") && !new UrlTemplate(query.text()).names("side")) {
            throw UnansweredException.wrong(
                    "neither the path nor the pointer has {{side}}, so every side would get the same number");
        }
        if (query.kind() == Query.Kind.INCREASE
                && !(service.path().names("from") && service.path().names("to"))) {
            throw UnansweredException.wrong(
                    "the path has no {{from}} and {{to}}, so its number is no growth in the window");
        }
        // What is behind the mark is the value's place in an item of the list.
        String[] places = UrlTemplate.withSide(query.text(), name).split("#", 2);
        JsonPointer place = pointer(places[0]);
        Optional<JsonPointer> value = places.length > 1 ? Optional.of(pointer(places[1])) : item.value();
        String path = service.path().filled(name, window);
        HttpCalls.Call call = new HttpCalls.Call("GET", path, Map.of("Accept", "application/json"), "", timeout, TRIES);
        return service.http().send(service.endpoint(), call).thenApply(reply -> {
            JsonNode found = parsed(reply.text()).at(place);
            if (found.isMissingNode() || found.isNull()) {
                return new Answer.Nothing();
            }
            return switch (query.kind()) {
                case VALUE -> new Answer.Value(number(found, query.text()));
                case INCREASE -> Growths.of(number(found, query.text()), "the number at '" + query.text() + "'");
                case SAMPLES ->
                    new Answer.Samples(items(found, window).stream()
                            .map(one ->
                                    new Answer.Sample(time(one, window), id(one), number(at(one, value), query.text())))
                            .sorted(Comparator.comparingLong(Answer.Sample::at))
                            .toList());
                case TEXTS ->
                    new Answer.Texts(items(found, window).stream()
                            .map(one -> new Answer.Text(time(one, window), id(one), text(at(one, value), query.text())))
                            .sorted(Comparator.comparingLong(Answer.Text::at))
                            .toList());
                case HISTOGRAM -> throw UnansweredException.wrong("histograms are not read of JSON");
            };
        });
    }

    private static JsonPointer pointer(String text) {
        try {
            return JsonPointer.compile(text.strip());
        } catch (IllegalArgumentException e) {
            throw UnansweredException.wrong("'" + text + "' is no pointer such as /data/errors");
        }
    }

    private JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw UnansweredException.blind(service.endpoint() + " answered with something that is not JSON");
        }
    }

    private List<JsonNode> items(JsonNode list, Window window) {
        if (!list.isArray()) {
            throw UnansweredException.wrong("a list was expected, not " + shown(list));
        }
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode one : list) {
            long time = time(one, window);
            if (time > window.from() && time <= window.to()) {
                items.add(one);
            }
        }
        return items;
    }

    private static JsonNode at(JsonNode one, Optional<JsonPointer> place) {
        return place.map(one::at).orElse(one);
    }

    private long time(JsonNode one, Window window) {
        return item.time().isEmpty()
                ? window.to()
                : Times.parse(at(one, item.time()).asText())
                        .orElseThrow(() -> UnansweredException.wrong(
                                "an item has no time at '" + item.time().get() + "': " + shown(one)));
    }

    private String id(JsonNode one) {
        return item.id().map(place -> one.at(place).asText()).orElse("");
    }

    private static double number(JsonNode node, String place) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isTextual()) {
            try {
                return Numbers.parse(node.textValue());
            } catch (NumberFormatException e) {
                throw UnansweredException.wrong("a number was expected at '" + place + "', not " + shown(node));
            }
        }
        if (node.isArray() && node.size() > 1) {
            throw UnansweredException.wrong("one number was expected at '" + place + "', and there are " + node.size()
                    + ", such as " + shown(node.get(0)) + " and " + shown(node.get(1)));
        }
        throw UnansweredException.wrong("a number was expected at '" + place + "', not " + shown(node));
    }

    private static String text(JsonNode node, String place) {
        if (!node.isValueNode() || node.isNull()) {
            throw UnansweredException.wrong("a text was expected at '" + place + "', not " + shown(node));
        }
        return node.asText();
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}

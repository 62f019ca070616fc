package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finite number with its unit, as people write it in a specification: {@code 200ms}, {@code 95%}, {@code 2 GiB},
 * {@code 100 rps}, {@code $0.05}, {@code 0.8}.
 *
 * @param value in the base unit: 0.2 for {@code 200ms}
 * @param unit {@link Unit#NUMBER} where none was written
 */
public record Quantity(double value, Unit unit) {
    /** What people write. */
    public static final String EXAMPLES = "0.8, 95%, 200ms, 5min, 512MB, 2GiB, 100/s or $0.05";

    /** Characters; nobody writes more. */
    private static final int LONGEST = 60;

    private static final Pattern TEXT =
            Pattern.compile("(\\$?)\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?)\\s*(\\S{0,12})");

    private record Suffix(Unit unit, double factor) {}

    private static final Map<String, Suffix> SUFFIXES = Map.ofEntries(
            Map.entry("", new Suffix(Unit.NUMBER, 1)),
            Map.entry("%", new Suffix(Unit.RATIO, 0.01)),
            Map.entry("ns", new Suffix(Unit.SECONDS, 1e-9)),
            Map.entry("us", new Suffix(Unit.SECONDS, 1e-6)),
            Map.entry("µs", new Suffix(Unit.SECONDS, 1e-6)),
            Map.entry("ms", new Suffix(Unit.SECONDS, 1e-3)),
            Map.entry("s", new Suffix(Unit.SECONDS, 1)),
            Map.entry("min", new Suffix(Unit.SECONDS, 60)),
            Map.entry("m", new Suffix(Unit.SECONDS, 60)),
            Map.entry("h", new Suffix(Unit.SECONDS, 3600)),
            Map.entry("d", new Suffix(Unit.SECONDS, 86400)),
            Map.entry("b", new Suffix(Unit.BYTES, 1)),
            Map.entry("kb", new Suffix(Unit.BYTES, 1e3)),
            Map.entry("mb", new Suffix(Unit.BYTES, 1e6)),
            Map.entry("gb", new Suffix(Unit.BYTES, 1e9)),
            Map.entry("tb", new Suffix(Unit.BYTES, 1e12)),
            Map.entry("kib", new Suffix(Unit.BYTES, 1024)),
            Map.entry("mib", new Suffix(Unit.BYTES, 1024 * 1024)),
            Map.entry("gib", new Suffix(Unit.BYTES, 1024 * 1024 * 1024)),
            Map.entry("/s", new Suffix(Unit.PER_SECOND, 1)),
            Map.entry("rps", new Suffix(Unit.PER_SECOND, 1)),
            Map.entry("/min", new Suffix(Unit.PER_SECOND, 1 / 60.0)));

    /** @throws IllegalArgumentException if the value is not finite */
    @JsonCreator
    public Quantity(@JsonProperty("value") double value, @JsonProperty("unit") Unit unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a finite number is needed, not " + value);
        }
        this.value = value;
        this.unit = Objects.requireNonNull(unit);
    }

    /** A plain number. */
    public static Quantity number(double value) {
        return new Quantity(value, Unit.NUMBER);
    }

    /**
     * Reads what a person wrote.
     *
     * @throws IllegalArgumentException with a sentence that says what can be written, if it is no finite number with a
     *     known unit
     */
    public static Quantity parse(String text) {
        // A number of a million digits would keep both the pattern and BigDecimal busy for minutes.
        Matcher match = TEXT.matcher(text.length() > LONGEST ? "" : text.strip());
        if (!match.matches()) {
            throw unreadable(text);
        }
        boolean dollars = !match.group(1).isEmpty();
        Suffix suffix = SUFFIXES.get(match.group(3).toLowerCase(Locale.ROOT));
        if (suffix == null || (dollars && suffix.unit() != Unit.NUMBER)) {
            throw unreadable(text);
        }
        // Decimal, so that 95% is 0.95 and not 95 * 0.01 = 0.9500000000000001.
        double value = new BigDecimal(match.group(2))
                .multiply(BigDecimal.valueOf(suffix.factor()))
                .doubleValue();
        if (!Double.isFinite(value)) {
            throw unreadable(text);
        }
        return new Quantity(value, dollars ? Unit.DOLLARS : suffix.unit());
    }

    private static IllegalArgumentException unreadable(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new IllegalArgumentException("'" + shown + "' is not a number with a unit such as " + EXAMPLES);
    }

    @Override
    public String toString() {
        return Figures.format(value, unit);
    }
}

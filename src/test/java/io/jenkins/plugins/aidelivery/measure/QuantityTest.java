package io.jenkins.plugins.aidelivery.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.store.JsonFile;
import org.junit.Test;

public class QuantityTest {
    @Test
    public void readsNumbersWithTheUnitsThatPeopleWrite() {
        assertReads("0.8", 0.8, Unit.NUMBER);
        assertReads(" 8 ", 8, Unit.NUMBER);
        assertReads("-3.5", -3.5, Unit.NUMBER);
        assertReads("+2", 2, Unit.NUMBER);
        assertReads(".5", 0.5, Unit.NUMBER);
        assertReads("5.", 5, Unit.NUMBER);
        assertReads("1e3", 1000, Unit.NUMBER);
        assertReads("95%", 0.95, Unit.RATIO);
        assertReads("0.5 %", 0.005, Unit.RATIO);
        assertReads("250ns", 250e-9, Unit.SECONDS);
        assertReads("7us", 7e-6, Unit.SECONDS);
        assertReads("7 µs", 7e-6, Unit.SECONDS);
        assertReads("200ms", 0.2, Unit.SECONDS);
        assertReads("200 MS", 0.2, Unit.SECONDS);
        assertReads("1.5s", 1.5, Unit.SECONDS);
        assertReads("5min", 300, Unit.SECONDS);
        assertReads("5m", 300, Unit.SECONDS);
        assertReads("2h", 7200, Unit.SECONDS);
        assertReads("7d", 604800, Unit.SECONDS);
        assertReads("12 B", 12, Unit.BYTES);
        assertReads("1kB", 1e3, Unit.BYTES);
        assertReads("512MB", 512e6, Unit.BYTES);
        assertReads("2 GB", 2e9, Unit.BYTES);
        assertReads("1TB", 1e12, Unit.BYTES);
        assertReads("1KiB", 1024, Unit.BYTES);
        assertReads("1MiB", 1048576, Unit.BYTES);
        assertReads("2GiB", 2147483648.0, Unit.BYTES);
        assertReads("100/s", 100, Unit.PER_SECOND);
        assertReads("100 rps", 100, Unit.PER_SECOND);
        assertReads("120/min", 2, Unit.PER_SECOND);
        assertReads("$0.05", 0.05, Unit.DOLLARS);
        assertReads("$ 10", 10, Unit.DOLLARS);
    }

    @Test
    public void isDecimalSoThat95PercentIsExactly095() {
        for (int percent = 0; percent <= 100; percent++) {
            assertThat(Quantity.parse(percent + "%").value())
                    .isEqualTo(Double.parseDouble(
                            percent == 100 ? "1" : String.format(java.util.Locale.ROOT, "0.%02d", percent)));
        }
    }

    @Test
    public void refusesEverythingElseWithASentenceThatSaysWhatCanBeWritten() {
        for (String text : new String[] {
            "",
            "high",
            "%",
            "ms",
            "5 %%",
            "1,5",
            "1_000",
            "0x10",
            "NaN",
            ".inf",
            "Infinity",
            "$5%",
            "$5ms",
            "-$5",
            "5€",
            "10k",
            "5 kHz",
            "1 2",
            "--5",
            "1e9999",
            "٥",
            "5\n6",
            "1e5000%"
        }) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> Quantity.parse(text))
                    .withMessage(
                            "'" + text
                                    + "' is not a number with a unit such as 0.8, 95%, 200ms, 5min, 512MB, 2GiB, 100/s or $0.05");
        }
    }

    @Test
    public void refusesValuesThatAreNotFinite() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantity(Double.NaN, Unit.NUMBER));
        assertThatIllegalArgumentException().isThrownBy(() -> Quantity.number(Double.POSITIVE_INFINITY));
    }

    @Test(timeout = 2000)
    public void isNotKeptBusyByAMillionDigits() {
        for (String tail : new String[] {"", "x".repeat(20), "e", "."}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Quantity.parse("1".repeat(1_000_000) + tail))
                    .withMessageContaining("1111…");
        }
    }

    @Test
    public void survivesJson() throws Exception {
        String json = JsonFile.MAPPER.writeValueAsString(Quantity.parse("200ms"));

        assertThat(json).isEqualTo("{\"value\":0.2,\"unit\":\"seconds\"}");
        assertThat(JsonFile.MAPPER.readValue(json, Quantity.class)).isEqualTo(Quantity.parse("200ms"));
    }

    @Test
    public void showsItselfWithItsUnit() {
        assertThat(Quantity.parse("0.2s")).hasToString("200 ms");
        assertThat(Quantity.parse("$0.05")).hasToString("$0.05");
        assertThat(Quantity.parse("0.95")).hasToString("0.95");
    }

    private static void assertReads(String text, double value, Unit unit) {
        Quantity read = Quantity.parse(text);
        assertThat(read.value()).as(text).isCloseTo(value, within(1e-12 * Math.abs(value)));
        assertThat(read.unit()).as(text).isEqualTo(unit);
    }
}

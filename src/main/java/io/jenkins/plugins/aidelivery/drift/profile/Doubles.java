package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/** Numbers in a row. In JSON a text: eight bytes each, the lowest first, in Base64. */
public final class Doubles {
    private final double[] numbers;

    private Doubles(double[] numbers) {
        this.numbers = numbers;
    }

    public static Doubles of(double... numbers) {
        return new Doubles(numbers.clone());
    }

    /** From JSON. */
    @JsonCreator
    static Doubles parse(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % Double.BYTES != 0) {
            throw new IllegalArgumentException("numbers that end in the middle");
        }
        double[] numbers = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
        return new Doubles(numbers);
    }

    @JsonValue
    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    public int size() {
        return numbers.length;
    }

    public double get(int i) {
        return numbers[i];
    }

    public double[] toArray() {
        return numbers.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Doubles that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return numbers.length + " numbers";
    }
}

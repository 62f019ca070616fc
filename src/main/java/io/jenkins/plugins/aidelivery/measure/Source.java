package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a measure was read.
 *
 * @param file path below the directory that was searched, with {@code /}; "3 files" for sums
 * @param tool who wrote it: {@code junit}, {@code k6}, {@code lm-eval}
 * @param pointer the place in the file: a JSON pointer, an element, a column; empty for the whole file
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Source(String file, String tool, String pointer) {
    @JsonCreator
    public Source(
            @JsonProperty("file") String file,
            @JsonProperty("tool") String tool,
            @JsonProperty("pointer") String pointer) {
        this.file = file == null ? "" : file;
        this.tool = tool == null ? "" : tool;
        this.pointer = pointer == null ? "" : pointer;
    }

    /** {@code reports/k6.json /metrics/http_req_duration (k6)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (!pointer.isEmpty()) {
            text.append(' ').append(pointer);
        }
        return tool.isEmpty()
                ? text.toString()
                : text.append(" (").append(tool).append(')').toString();
    }
}

package io.jenkins.plugins.aidelivery.evidence.value;

import io.jenkins.plugins.aidelivery.evidence.Report;
import java.io.IOException;

/** A kind of file from which single values are taken. */
interface ValueSource {
    /** Shows all of the file to the search. */
    void read(Report report, PlaceSearch search) throws IOException;
}

package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.Role;
import io.jenkins.plugins.aidelivery.drift.profile.Vocabulary;
import java.util.List;
import java.util.Optional;

/** Which columns of a reference are judged. */
final class ColumnChoice {
    private final DriftSettings settings;
    private final DatasetProfile current;

    ColumnChoice(DriftSettings settings, DatasetProfile current) {
        this.settings = settings;
        this.current = current;
    }

    /** Why a column isn't judged; empty if it is. */
    Optional<String> whyNot(ColumnProfile column) {
        if (!settings.wants(column.name())) {
            return Optional.of("it was not asked for");
        }
        if (settings.names(column.name())) {
            return Optional.empty();
        }
        if (settings.isKey(column.name())) {
            return Optional.of("it identifies rows; name the column to compare it");
        }
        if (column.kind() == Kind.TIME) {
            return Optional.of("times move on by themselves; name the column to compare it");
        }
        if (column.isChosen()
                || current.column(column.name()).filter(ColumnProfile::isChosen).isPresent()) {
            return Optional.of("files were chosen by it: all rows have one value, from the path; name the column to"
                    + " compare it");
        }
        if (column.kind() == Kind.OTHER) {
            return Optional.of("columns of type " + column.type() + " can't be compared");
        }
        boolean unique = column.asCategories()
                .filter(texts -> texts.distinct() > 1 && texts.distinct() == texts.rows())
                .filter(texts ->
                        !column.asVocabulary().map(Vocabulary::hasSentences).orElse(false))
                .isPresent();
        return unique && column.rows() > 1
                ? Optional.of("every value is there once, as in an identifier; name the column to compare it")
                : Optional.empty();
    }

    /** Columns of numbers or categories that can be looked at together: the model's own are no part of what it is given. */
    List<ColumnProfile> together(DatasetProfile reference) {
        return reference.columns().stream()
                .filter(column -> whyNot(column).isEmpty())
                .filter(column -> settings.model().role(column.name()) == Role.FEATURE)
                .filter(column -> !column.hasFreeTexts() && column.kind() != Kind.VECTOR && column.usable() > 0)
                .filter(column -> current.column(column.name())
                        .filter(now -> now.kind() == column.kind() && now.usable() > 0)
                        .isPresent())
                .toList();
    }
}

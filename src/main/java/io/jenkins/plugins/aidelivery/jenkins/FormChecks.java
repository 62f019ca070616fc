package io.jenkins.plugins.aidelivery.jenkins;

import hudson.model.Item;
import hudson.model.Job;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;

/** What forms of our steps check while somebody fills them in; who may not configure the job learns nothing. */
final class FormChecks {
    private FormChecks() {}

    static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** A file below the workspace. */
    static FormValidation path(Item item, String value) {
        return mayConfigure(item) && value != null && isOutside(value)
                ? FormValidation.error(Texts.text("check.outside"))
                : FormValidation.ok();
    }

    /** Patterns of files, one a line. */
    static FormValidation paths(Item item, String value) {
        return mayConfigure(item) && value != null ? lines(value) : FormValidation.ok();
    }

    /** The first line that is not all right, by its number where there are several. */
    static FormValidation lines(String value) {
        List<String> lines = value.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (isOutside(lines.get(i))) {
                return FormValidation.error(
                        lines.size() == 1
                                ? Texts.text("check.outside")
                                : Texts.text("check.outsideLine", Integer.toString(i + 1)));
            }
        }
        return FormValidation.ok();
    }

    /** The name of a job, as this one sees it. */
    static FormValidation job(Item item, String value) {
        String name = value == null ? "" : value.strip();
        // What a variable stands for is known when the build runs.
        if (!mayConfigure(item) || name.isEmpty() || name.contains("$")) {
            return FormValidation.ok();
        }
        return Jenkins.get().getItem(name, item, Job.class) == null
                ? FormValidation.error(Texts.text("check.noJob"))
                : FormValidation.ok();
    }

    /** A number of more than 0 and at most 1, or nothing. */
    static FormValidation share(Item item, String value) {
        String text = value == null ? "" : value.strip();
        boolean fits = text.isEmpty() || text.matches("1(\\.0*)?|0?\\.\\d*[1-9]\\d*");
        return fits || !mayConfigure(item) ? FormValidation.ok() : FormValidation.error(Texts.text("check.share"));
    }

    /** A whole number of 0 or more, or nothing. */
    static FormValidation count(Item item, String value) {
        String text = value == null ? "" : value.strip();
        boolean fits = text.matches("0*\\d{0,6}|0*1000000");
        return fits || !mayConfigure(item) ? FormValidation.ok() : FormValidation.error(Texts.text("check.count"));
    }

    /** A choice that is gone, or that this user doesn't get to see, stays what it is. */
    static ListBoxModel withCurrent(ListBoxModel items, String current) {
        if (items.stream().noneMatch(item -> item.value.equals(current))) {
            items.add(current, current);
        }
        return items;
    }

    private static boolean isOutside(String path) {
        String normal = path.strip().replace('\\', '/');
        return normal.startsWith("/")
                || normal.matches("[A-Za-z]:.*")
                || List.of(normal.split("/")).contains("..");
    }
}

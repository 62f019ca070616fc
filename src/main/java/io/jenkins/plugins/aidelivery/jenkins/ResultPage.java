package io.jenkins.plugins.aidelivery.jenkins;

import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.aidelivery.report.PageTexts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/** A result's page, its JSON, and the file that can be taken away. */
public final class ResultPage implements ModelObject {
    private static final Logger LOGGER = Logger.getLogger(ResultPage.class.getName());

    private final Run<?, ?> run;
    private final ResultSummary summary;
    private final ResultKind.Place place;
    private final Path file;

    ResultPage(Run<?, ?> run, ResultSummary summary) {
        this.run = run;
        this.summary = summary;
        this.place = new ResultKind.Place(run, summary.getId());
        this.file = place.file();
    }

    public Run<?, ?> getRun() {
        return run;
    }

    public ResultSummary getSummary() {
        return summary;
    }

    /** Below Jenkins' own URL, with a slash at the end. */
    public String getUrl() {
        return run.getUrl() + AiDeliveryRunAction.URL + "/" + summary.getId() + "/";
    }

    @Override
    public String getDisplayName() {
        String subject = summary.getSubject();
        boolean first = summary.getId().equals(summary.getKind());
        String shown = first ? subject : subject + " (" + summary.getId() + ")";
        return kind().map(kind -> kind.title().apply(shown)).orElse(shown);
    }

    /** The page's content; its template has escaped everything that came from outside. */
    public Content read() {
        return drawn(kind -> kind.drawPage(place));
    }

    private Optional<ResultKind<?>> kind() {
        return ResultKind.named(summary.getKind());
    }

    /** Makes a page of a kind's file. */
    private interface Drawing {
        String of(ResultKind<?> kind) throws IOException;
    }

    private Content drawn(Drawing drawing) {
        Optional<ResultKind<?>> kind = kind();
        if (kind.isEmpty()) {
            return new Content("", Texts.text("result.newer", summary.getKind()));
        }
        try {
            return new Content(drawing.of(kind.get()), "");
        } catch (NoSuchFileException e) {
            return new Content("", Texts.text("result.gone", file.getFileName()));
        } catch (IOException e) {
            return new Content("", Texts.text("result.unreadable", e.getMessage()));
        } catch (RuntimeException e) {
            // A file of the right form with holes in it; only drawing it finds them.
            LOGGER.log(Level.WARNING, e, () -> file + " can't be drawn");
            return new Content("", Texts.text("result.incomplete", file.getFileName()));
        }
    }

    /** A page's content, or the sentence that says why there is none. */
    public static final class Content {
        private final String html;
        private final String complaint;

        Content(String html, String complaint) {
            this.html = html;
            this.complaint = PageTexts.harmless(complaint);
        }

        public String getHtml() {
            return html;
        }

        public String getComplaint() {
            return complaint;
        }
    }

    /** The stored result as it is. */
    @GET
    public void doJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        try {
            send(response, "application/json", Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            send(response, "text/plain", bytes(Texts.text("result.gone", file.getFileName())));
        }
    }

    /** The page as one file. */
    @GET
    public void doHtml(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        Content content = drawn(kind -> kind.drawFile(place));
        if (content.getComplaint().isEmpty()) {
            String name = kind().map(ResultKind::fileName).orElse("result") + "-" + run.getNumber() + "-"
                    + summary.getId() + ".html";
            response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
            send(response, "text/html", bytes(content.getHtml()));
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            send(response, "text/plain", bytes(content.getComplaint()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(StaplerResponse2 response, String type, byte[] bytes) throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}

package io.jenkins.plugins.aidelivery.linkage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of Jenkins' real API that we use, as it is in the class files of the real jars: {@code T access type
 * supertypes}, then {@code M access name descriptor} and {@code F access name descriptor} for its public and protected
 * members.
 */
final class RealApi {
    static final Path EXCERPT = Path.of("src/jenkins-api/real-api.txt");

    /** What belongs to Jenkins, Stapler, Pipeline and the plugins that we compile against. */
    static boolean isJenkins(String type) {
        return (type.startsWith("hudson/")
                        || type.startsWith("jenkins/")
                        || type.startsWith("org/kohsuke/stapler/")
                        || type.startsWith("org/jenkinsci/")
                        || type.startsWith("com/cloudbees/"))
                && !type.startsWith("org/jenkinsci/plugins/workflow/test/");
    }

    record Member(char kind, Set<String> access, String name, String descriptor) {
        boolean is(String flag) {
            return access.contains(flag);
        }
    }

    record Type(Set<String> access, String name, List<String> supertypes, List<Member> members) {
        boolean is(String flag) {
            return access.contains(flag);
        }

        Optional<Member> member(char kind, String name, String descriptor) {
            return members.stream()
                    .filter(member -> member.kind() == kind
                            && member.name().equals(name)
                            && member.descriptor().equals(descriptor))
                    .findFirst();
        }
    }

    private final Map<String, Type> types = new LinkedHashMap<>();

    static RealApi read(BufferedReader lines) throws IOException {
        RealApi api = new RealApi();
        Type current = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("T")) {
                List<String> supertypes = List.of(words).subList(3, words.length);
                current = new Type(Set.of(words[1].split(",")), words[2], supertypes, new ArrayList<>());
                api.types.put(current.name(), current);
            } else if (current != null && (words[0].equals("M") || words[0].equals("F"))) {
                current.members().add(new Member(words[0].charAt(0), Set.of(words[1].split(",")), words[2], words[3]));
            }
        }
        return api;
    }

    static RealApi excerpt() {
        try (BufferedReader lines = Files.newBufferedReader(EXCERPT)) {
            return read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The type itself, its superclasses and interfaces, as far as they are listed. */
    List<Type> hierarchy(String name) {
        List<Type> found = new ArrayList<>();
        collect(name, found, new HashSet<>());
        return found;
    }

    private void collect(String name, List<Type> found, Set<String> seen) {
        Type type = types.get(name);
        if (type != null && seen.add(name)) {
            found.add(type);
            type.supertypes().forEach(supertype -> collect(supertype, found, seen));
        }
    }

    /** All names of a type's supertypes, listed or not. */
    Set<String> supertypes(String name) {
        Set<String> names = new HashSet<>();
        for (Type type : hierarchy(name)) {
            names.add(type.name());
            names.addAll(type.supertypes());
        }
        return names;
    }

    /** A member of the type, its own or an inherited one. */
    Optional<Member> resolve(String owner, char kind, String name, String descriptor) {
        return hierarchy(owner).stream()
                .flatMap(type -> type.member(kind, name, descriptor).stream())
                .findFirst();
    }
}

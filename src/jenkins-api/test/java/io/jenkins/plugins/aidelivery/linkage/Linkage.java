package io.jenkins.plugins.aidelivery.linkage;

import io.jenkins.plugins.aidelivery.linkage.ClassFile.Declared;
import io.jenkins.plugins.aidelivery.linkage.ClassFile.Reference;
import io.jenkins.plugins.aidelivery.linkage.RealApi.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/** Whether our classes, compiled against our own declarations, will link and behave against the real API. */
final class Linkage {
    private final RealApi real;
    private final Map<String, ClassFile> ours = new TreeMap<>();

    Linkage(RealApi real, List<ClassFile> classes) {
        this.real = real;
        classes.forEach(file -> ours.put(file.name, file));
    }

    /** References that the real API lacks: the wrong owner, name, parameter or return type. */
    List<String> unresolved() {
        List<String> faults = new ArrayList<>();
        for (ClassFile file : ours.values()) {
            for (String type : file.types) {
                if (RealApi.isJenkins(type) && real.type(type).isEmpty() && !isCompileTimeOnly(type)) {
                    faults.add(file.name + " refers to the type " + type);
                }
            }
            for (Reference reference : file.references) {
                unresolved(file, reference).ifPresent(faults::add);
            }
        }
        return faults;
    }

    /** Annotations whose class file nobody loads: they are read by processors, or their absence is tolerated. */
    private static boolean isCompileTimeOnly(String type) {
        return type.startsWith("org/kohsuke/stapler/verb/") || type.equals("hudson/Extension");
    }

    /** A type of one of Jenkins' libraries that signatures mention and nobody uses. */
    private static boolean isNameOnly(ClassFile file) {
        return !RealApi.isJenkins(file.name) && file.declared.stream().noneMatch(Declared::isVisible);
    }

    private Optional<String> unresolved(ClassFile file, Reference reference) {
        boolean ofObject = Stream.of(Object.class.getMethods(), Enum.class.getMethods(), Record.class.getMethods())
                .flatMap(Stream::of)
                .anyMatch(method -> method.getName().equals(reference.name()));
        for (String owner : jenkinsTypesOf(reference)) {
            if (!ofObject
                    && real.resolve(owner, reference.kind(), reference.name(), reference.descriptor())
                            .isEmpty()
                    && !isPlatform(owner, reference)) {
                return Optional.of(file.name + " uses " + owner + "." + reference.name() + reference.descriptor());
            }
        }
        return Optional.empty();
    }

    /** A member that the type has from the JDK, such as a map's or an exception's. */
    private boolean isPlatform(String owner, Reference reference) {
        for (String supertype : real.supertypes(owner)) {
            try {
                Class<?> type = Class.forName(
                        supertype.replace('/', '.'), false, getClass().getClassLoader());
                boolean platform =
                        type.getName().startsWith("java.") || type.getName().startsWith("jakarta.");
                if (platform
                        && Stream.of(type.getMethods())
                                .anyMatch(method -> method.getName().equals(reference.name()))) {
                    return true;
                }
            } catch (ClassNotFoundException e) {
                // Not on this class path, so it can't be what we compiled against.
            }
        }
        return false;
    }

    /**
     * Where a reference leads: the owner itself if that is Jenkins', or the Jenkins types above one of ours if the
     * member is inherited from there.
     */
    private List<String> jenkinsTypesOf(Reference reference) {
        if (RealApi.isJenkins(reference.owner())) {
            return List.of(reference.owner());
        }
        ClassFile file = ours.get(reference.owner());
        if (file == null || declares(file, reference)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        boolean elsewhere = false;
        for (String supertype : file.supertypes) {
            if (RealApi.isJenkins(supertype)) {
                found.add(supertype);
            } else if (ours.containsKey(supertype)) {
                found.addAll(jenkinsTypesOf(
                        new Reference(reference.kind(), supertype, reference.name(), reference.descriptor())));
                elsewhere |= declares(ours.get(supertype), reference);
            }
        }
        if (elsewhere) {
            return List.of();
        }
        // One of several supertypes is enough.
        boolean any = found.stream()
                .anyMatch(type -> real.resolve(type, reference.kind(), reference.name(), reference.descriptor())
                        .isPresent());
        return any ? List.of() : found;
    }

    private static boolean declares(ClassFile file, Reference reference) {
        return file.declared.stream()
                .anyMatch(member -> member.kind() == reference.kind()
                        && member.name().equals(reference.name())
                        && member.descriptor().equals(reference.descriptor()));
    }

    /** Members that we declare for Jenkins and that the real types don't have like that. */
    List<String> invented(List<ClassFile> declarations) {
        List<String> faults = new ArrayList<>();
        for (ClassFile file : declarations) {
            Optional<RealApi.Type> type = real.type(file.name);
            if (type.isEmpty()) {
                if (file.is(Opcodes.ACC_PUBLIC) && !isCompileTimeOnly(file.name) && !isNameOnly(file)) {
                    faults.add("there is no " + file.name);
                }
                continue;
            }
            compareType(file, type.get(), faults);
            for (Declared member : file.declared) {
                if (member.isVisible() && !member.has(Opcodes.ACC_SYNTHETIC)) {
                    compareMember(file, member, faults);
                }
            }
        }
        return faults;
    }

    private void compareType(ClassFile file, RealApi.Type type, List<String> faults) {
        if (file.is(Opcodes.ACC_INTERFACE) != type.is("interface")) {
            faults.add(file.name + " is an interface in one of the two only");
        }
        if (!file.is(Opcodes.ACC_INTERFACE)
                && file.is(Opcodes.ACC_ABSTRACT) != type.is("abstract")
                && !file.name.equals("hudson/ExtensionList")
                && !file.name.equals("jenkins/model/Jenkins")) {
            // Those two are abstract here because nobody may make one.
            faults.add(file.name + " is abstract in one of the two only");
        }
        Set<String> above = real.supertypes(file.name);
        for (String supertype : file.supertypes) {
            if (!supertype.equals("java/lang/Object") && !above.contains(supertype)) {
                faults.add(file.name + " is no " + supertype);
            }
        }
    }

    private void compareMember(ClassFile file, Declared member, List<String> faults) {
        String shown = file.name + "." + member.name() + " " + member.descriptor();
        Optional<Member> found = real.resolve(file.name, member.kind(), member.name(), member.descriptor());
        if (found.isEmpty()) {
            boolean fromPlatform =
                    isPlatform(file.name, new Reference(member.kind(), file.name, member.name(), member.descriptor()));
            boolean fromObject = Stream.of(Object.class.getMethods())
                    .anyMatch(method -> method.getName().equals(member.name()));
            if (!fromPlatform && !fromObject) {
                faults.add("there is no " + shown);
            }
            return;
        }
        if (found.get().is("static") != member.has(Opcodes.ACC_STATIC)) {
            faults.add(shown + " is static in one of the two only");
        }
        if (found.get().is("public") != member.has(Opcodes.ACC_PUBLIC)) {
            faults.add(shown + " is public in one of the two only");
        }
        if (member.kind() == 'M'
                && !member.has(Opcodes.ACC_STATIC)
                && found.get().is("final")
                && !member.has(Opcodes.ACC_FINAL)) {
            faults.add(shown + " is final in reality, so nothing may override it");
        }
        if (member.kind() == 'M'
                && found.get().is("abstract")
                && !member.has(Opcodes.ACC_ABSTRACT)
                && !file.is(Opcodes.ACC_INTERFACE)
                && !declaredAbove(file.name, member)) {
            faults.add(shown + " is abstract in reality, so somebody must implement it");
        }
    }

    /** An abstract method of a supertype that the real class implements is listed at the supertype only. */
    private boolean declaredAbove(String type, Declared member) {
        return real.type(type)
                .map(own -> own.member(member.kind(), member.name(), member.descriptor())
                        .isEmpty())
                .orElse(true);
    }

    /** Abstract methods of real supertypes that one of our concrete classes doesn't implement. */
    List<String> unimplemented() {
        List<String> faults = new ArrayList<>();
        for (ClassFile file : ours.values()) {
            if (file.is(Opcodes.ACC_ABSTRACT) || file.is(Opcodes.ACC_INTERFACE)) {
                continue;
            }
            Set<String> implemented = new HashSet<>();
            Set<String> wanted = new HashSet<>();
            Set<String> jenkins = new HashSet<>();
            collect(file, implemented, jenkins);
            for (String type : jenkins) {
                for (RealApi.Type above : real.hierarchy(type)) {
                    for (Member member : above.members()) {
                        if (member.kind() == 'M' && !member.is("static")) {
                            String signature = member.name() + member.descriptor();
                            (member.is("abstract") ? wanted : implemented).add(signature);
                        }
                    }
                }
            }
            wanted.removeAll(implemented);
            Stream.of(Object.class.getMethods())
                    .forEach(method -> wanted.removeIf(signature -> signature.startsWith(method.getName() + "(")));
            wanted.forEach(signature -> faults.add(file.name + " doesn't implement " + signature));
        }
        return faults;
    }

    /** Final methods of real supertypes that one of our classes overrides. */
    List<String> overriddenFinals() {
        List<String> faults = new ArrayList<>();
        for (ClassFile file : ours.values()) {
            Set<String> jenkins = new HashSet<>();
            collect(file, new HashSet<>(), jenkins);
            for (String type : jenkins) {
                for (Declared member : file.declared) {
                    boolean overrides = member.kind() == 'M'
                            && !member.has(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)
                            && !member.name().startsWith("<");
                    if (overrides
                            && real.resolve(type, 'M', member.name(), member.descriptor())
                                    .filter(found -> found.is("final") && !found.is("static"))
                                    .isPresent()) {
                        faults.add(file.name + " overrides the final " + type + "." + member.name());
                    }
                }
            }
        }
        return faults;
    }

    private void collect(ClassFile file, Set<String> implemented, Set<String> jenkins) {
        for (Declared member : file.declared) {
            if (member.kind() == 'M' && !member.has(Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) {
                implemented.add(member.name() + member.descriptor());
            }
        }
        for (String supertype : file.supertypes) {
            if (RealApi.isJenkins(supertype)) {
                jenkins.add(supertype);
            } else if (ours.containsKey(supertype)) {
                collect(ours.get(supertype), implemented, jenkins);
            }
        }
    }
}

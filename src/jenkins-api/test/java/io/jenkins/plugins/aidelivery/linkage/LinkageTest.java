package io.jenkins.plugins.aidelivery.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Our declarations of Jenkins' API are written by hand, and a wrong return type in one of them compiles here and dies
 * with a NoSuchMethodError there. So every reference of ours is held against what the real jars contain.
 */
public class LinkageTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final String OURS = "io/jenkins/plugins/aidelivery/";

    private final RealApi real = RealApi.excerpt();

    private static List<ClassFile> classes(boolean ours) {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> CLASSES.relativize(file)
                                    .toString()
                                    .replace('\\', '/')
                                    .startsWith(OURS)
                            == ours)
                    .sorted()
                    .map(LinkageTest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassFile parse(Path file) {
        try {
            return ClassFile.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void everyReferenceOfOurClassesResolvesInTheRealApi() {
        assertThat(new Linkage(real, classes(true)).unresolved()).isEmpty();
    }

    @Test
    public void everythingThatWeDeclareForJenkinsExistsThereLikeThat() {
        List<ClassFile> declarations = classes(false);
        assertThat(declarations).isNotEmpty();
        assertThat(new Linkage(real, List.of()).invented(declarations)).isEmpty();
    }

    @Test
    public void whatIsAbstractInTheRealApiIsImplemented() {
        assertThat(new Linkage(real, classes(true)).unimplemented()).isEmpty();
    }

    @Test
    public void nothingFinalInTheRealApiIsOverridden() {
        assertThat(new Linkage(real, classes(true)).overriddenFinals()).isEmpty();
    }

    @Test
    public void theFaultThatOnceReachedAControllerWouldBeFound() {
        // addOrReplaceAction returns boolean; a declaration that returned void compiled and died in Jenkins.
        ClassFile caller = ClassFile.parse(
                classThatCalls("hudson/model/Actionable", "addOrReplaceAction", "(Lhudson/model/Action;)V"));
        assertThat(new Linkage(real, List.of(caller)).unresolved()).hasSize(1);
        ClassFile right = ClassFile.parse(
                classThatCalls("hudson/model/Actionable", "addOrReplaceAction", "(Lhudson/model/Action;)Z"));
        assertThat(new Linkage(real, List.of(right)).unresolved()).isEmpty();
    }

    @Test
    public void anInheritedMemberIsFoundWhereItIsDeclared() {
        ClassFile caller = ClassFile.parse(
                classThatCalls("hudson/model/Run", "getAction", "(Ljava/lang/Class;)Lhudson/model/Action;"));
        assertThat(new Linkage(real, List.of(caller)).unresolved()).isEmpty();
    }

    @Test
    public void anInventedMemberAndAMissingImplementationWouldBeFound() {
        ClassWriter invented = new ClassWriter(0);
        invented.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT,
                "hudson/model/Job",
                null,
                "hudson/model/AbstractItem",
                null);
        invented.visitMethod(Opcodes.ACC_PUBLIC, "getConvenience", "()Ljava/lang/String;", null, null)
                .visitEnd();
        invented.visitEnd();
        assertThat(new Linkage(real, List.of()).invented(List.of(ClassFile.parse(invented.toByteArray()))))
                .containsExactly("there is no hudson/model/Job.getConvenience ()Ljava/lang/String;");

        ClassWriter lazy = new ClassWriter(0);
        lazy.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, OURS + "Lazy", null, "java/lang/Object", new String[] {
            "hudson/model/Action"
        });
        lazy.visitEnd();
        assertThat(new Linkage(real, List.of(ClassFile.parse(lazy.toByteArray()))).unimplemented())
                .hasSize(3);
    }

    private static byte[] classThatCalls(String owner, String method, String descriptor) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, OURS + "Caller", null, "java/lang/Object", null);
        MethodVisitor body = writer.visitMethod(Opcodes.ACC_STATIC, "call", "()V", null, null);
        body.visitCode();
        body.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, method, descriptor, false);
        body.visitInsn(Opcodes.RETURN);
        body.visitMaxs(2, 0);
        body.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

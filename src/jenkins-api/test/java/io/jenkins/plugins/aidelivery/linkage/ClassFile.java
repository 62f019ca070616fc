package io.jenkins.plugins.aidelivery.linkage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a class file declares, and what it refers to. */
final class ClassFile extends ClassVisitor {
    record Declared(char kind, int access, String name, String descriptor) {
        boolean has(int flag) {
            return (access & flag) != 0;
        }

        boolean isVisible() {
            return has(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
        }
    }

    record Reference(char kind, String owner, String name, String descriptor) {}

    String name;
    int access;
    final Set<String> supertypes = new LinkedHashSet<>();
    final List<Declared> declared = new ArrayList<>();
    final Set<Reference> references = new LinkedHashSet<>();
    final Set<String> types = new LinkedHashSet<>();

    private ClassFile() {
        super(Opcodes.ASM9);
    }

    static ClassFile parse(byte[] bytes) {
        ClassFile file = new ClassFile();
        new ClassReader(bytes).accept(file, ClassReader.SKIP_FRAMES);
        return file;
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    @Override
    public void visit(int version, int flags, String type, String signature, String parent, String[] interfaces) {
        name = type;
        access = flags;
        if (parent != null) {
            supertypes.add(parent);
        }
        supertypes.addAll(List.of(interfaces));
        types.addAll(supertypes);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        addType(Type.getType(descriptor));
        return null;
    }

    @Override
    public void visitInnerClass(String type, String outer, String inner, int flags) {
        if (type.equals(name)) {
            // A nested class's real access is here: the class file itself only knows public and package-private.
            access = access & ~Opcodes.ACC_PUBLIC | flags;
        }
    }

    @Override
    public FieldVisitor visitField(int flags, String field, String descriptor, String signature, Object value) {
        declared.add(new Declared('F', flags, field, descriptor));
        addType(Type.getType(descriptor));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int flags, String method, String descriptor, String signature, String[] thrown) {
        declared.add(new Declared('M', flags, method, descriptor));
        addMethodType(descriptor);
        if (thrown != null) {
            types.addAll(List.of(thrown));
        }
        return new Body();
    }

    private void addType(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            types.add(element.getInternalName());
        }
    }

    private void addMethodType(String descriptor) {
        addType(Type.getReturnType(descriptor));
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            addType(argument);
        }
    }

    private void refer(char kind, String owner, String member, String descriptor) {
        addType(Type.getObjectType(owner));
        if (!owner.startsWith("[")) {
            references.add(new Reference(kind, owner, member, descriptor));
        }
    }

    private final class Body extends MethodVisitor {
        Body() {
            super(Opcodes.ASM9);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            addType(Type.getType(descriptor));
            return null;
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
            addType(Type.getType(descriptor));
            return null;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean inInterface) {
            refer('M', owner, method, descriptor);
            addMethodType(descriptor);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            refer('F', owner, field, descriptor);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            addType(Type.getObjectType(type));
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (type != null) {
                types.add(type);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
            addMethodType(descriptor);
            for (Object argument : arguments) {
                constant(argument);
            }
        }

        private void constant(Object value) {
            if (value instanceof Handle handle) {
                char kind = handle.getTag() <= Opcodes.H_PUTSTATIC ? 'F' : 'M';
                refer(kind, handle.getOwner(), handle.getName(), handle.getDesc());
            } else if (value instanceof Type type && type.getSort() != Type.METHOD) {
                addType(type);
            }
        }
    }
}

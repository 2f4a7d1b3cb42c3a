package org.penumbra.math.products;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a class of {@link Tiles}. Every shape of tile is a method of its own, with one loop around straight code and
 * all sums in registers: vectors that cross a method, or meet a branch behind the loop, cost an allocation each.
 */
final class TileEmitter {

    private static final ClassDesc THIS = ClassDesc.of(TileEmitter.class.getPackageName() + ".Tiles$Vectors");
    private static final ClassDesc DOUBLES = CD_double.arrayType();
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;

    private final int width;
    private final int rows;
    private final int vectors;

    /** @param width numbers of 64 bits in a register */
    private TileEmitter(int width) {
        this.width = width;
        this.rows = rows(width);
        this.vectors = vectors(width);
    }

    /** As many sums as registers hold beside a row of B and a number of A: 32 registers, or 16 of up to 256 bits. */
    static int rows(int width) {
        return width >= 8 ? 8 : 4;
    }

    static int vectors(int width) {
        return width >= 8 ? 2 : 3;
    }

    static byte[] emit(int width) {
        return ClassFile.of().build(THIS, builder -> new TileEmitter(width).write(builder));
    }

    private void write(ClassBuilder builder) {
        builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
        builder.withInterfaceSymbols(ClassDesc.of(Tiles.class.getName()));
        builder.withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC,
                code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
        constant(builder, "rows", rows);
        constant(builder, "vectors", vectors);
        constant(builder, "width", width);
        for (Register register : List.of(Register.doubles(width), Register.floats(2 * width))) {
            tiles(builder, register, "store");
            tiles(builder, register, "add");
        }
        copies(builder, Register.doubles(width));
        copies(builder, Register.floats(width));
    }

    private static void constant(ClassBuilder builder, String name, int value) {
        builder.withMethodBody(name, MethodTypeDesc.of(CD_int), ClassFile.ACC_PUBLIC,
                code -> code.loadConstant(value).ireturn());
    }

    private void tiles(ClassBuilder builder, Register register, String name) {
        MethodTypeDesc type = MethodTypeDesc.of(CD_void, CD_int, register.array(), CD_int, register.array(), CD_int,
                CD_int, CD_double, DOUBLES, CD_int, CD_int);
        List<String> methods = new ArrayList<>();
        for (int height : new int[] {1, rows}) {
            for (int column = 1; column <= vectors; column++) {
                String method = name + height + "x" + column;
                int breadth = column;
                builder.withMethodBody(method, type, FLAGS,
                        code -> new TileCode(code, register, width, rows).write(height, breadth, name.equals("add")));
                methods.add(method);
            }
        }
        choice(builder, name, type, methods);
    }

    private void copies(ClassBuilder builder, Register register) {
        MethodTypeDesc type = MethodTypeDesc.of(CD_void, CD_int, DOUBLES, CD_int, CD_int, register.array(), CD_int,
                CD_int);
        List<String> methods = new ArrayList<>();
        for (int registers = 1; registers <= 2 * vectors; registers++) {
            String method = "copy" + registers;
            int count = registers;
            builder.withMethodBody(method, type, FLAGS, code -> copy(code, register, count));
            methods.add(method);
        }
        methods.addFirst(methods.getFirst());
        choice(builder, "copy", type, methods);
    }

    /** A method that calls one of others by its first argument, and hands the rest on. */
    private static void choice(ClassBuilder builder, String name, MethodTypeDesc type, List<String> methods) {
        builder.withMethodBody(name, type.insertParameterTypes(0, CD_int), ClassFile.ACC_PUBLIC, code -> {
            List<Label> labels = methods.stream().map(method -> code.newLabel()).toList();
            List<SwitchCase> cases = new ArrayList<>();
            labels.forEach(label -> cases.add(SwitchCase.of(cases.size(), label)));
            code.iload(1).tableswitch(0, labels.size() - 1, labels.getFirst(), cases);
            for (int k = 0; k < labels.size(); k++) {
                code.labelBinding(labels.get(k));
                for (int parameter = 0; parameter < type.parameterCount(); parameter++) {
                    code.loadLocal(TypeKind.from(type.parameterType(parameter)), code.parameterSlot(parameter + 1));
                }
                code.invokestatic(THIS, methods.get(k), type).return_();
            }
        });
    }

    private void copy(CodeBuilder code, Register to, int registers) {
        Register from = Register.doubles(width);
        int read = TileCode.copy(code, code.parameterSlot(2));
        int write = TileCode.copy(code, code.parameterSlot(5));
        TileCode.times(code, code.parameterSlot(0), inner -> {
            for (int k = 0; k < registers; k++) {
                int vector = from.load(inner, inner.parameterSlot(1), read, k * width);
                int converted = to.isDouble() ? vector : from.convert(inner, vector, to, 0);
                to.store(inner, converted, inner.parameterSlot(4), write, k * width);
            }
            inner.iload(read).iload(inner.parameterSlot(3)).iadd().istore(read);
            inner.iload(write).iload(inner.parameterSlot(6)).iadd().istore(write);
        });
        code.return_();
    }
}

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives classes from before Java 6 the stack maps that later versions carry. The ahead-of-time cache leaves out what it
 * would have to verify the old way, and picocli and ANTLR, which every start needs, are that old.
 */
final class Modernizer {

    /** The first version with stack maps (JVMS 4.10.1), below which the cache takes nothing. */
    private static final int FIRST_WITH_STACK_MAPS = 50;
    private static final int MAJOR_VERSION_OFFSET = 6;

    private final ClassFile classes;

    /** Types of stack maps meet in common superclasses, which are looked for in these jars. */
    Modernizer(List<Path> jars) {
        ClassHierarchyResolver resolver = ClassHierarchyResolver
                .ofResourceParsing(new URLClassLoader(jars.stream().map(Modernizer::url).toArray(URL[]::new)));
        classes = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS,
                ClassHierarchyResolverOption.of(resolver.orElse(ClassHierarchyResolver.defaultResolver()).cached()));
    }

    /** The content of an entry of a jar, converted when it is an old class. */
    byte[] convert(String name, byte[] content) {
        if (!name.endsWith(".class")
                || ByteBuffer.wrap(content).getShort(MAJOR_VERSION_OFFSET) >= FIRST_WITH_STACK_MAPS) {
            return content;
        }
        try {
            ClassModel old = classes.parse(content);
            return classes.transformClass(old, ClassTransform
                    .transformingMethodBodies((code, element) -> code.with(element)).andThen((type, element) -> type
                            .with(element instanceof ClassFileVersion ? version() : element)));
        } catch (IllegalArgumentException e) {
            // It has subroutines (JSR), or types of a library that is not here: it stays, and is verified when loaded.
            System.out.println("left as it is: " + name + ": " + e.getMessage());
            return content;
        }
    }

    private static ClassFileVersion version() {
        return ClassFileVersion.of(FIRST_WITH_STACK_MAPS, 0);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

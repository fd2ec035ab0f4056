package io.segmenta;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What every source file of the project keeps to, beyond what the formatter and the compiler see. */
class SourcesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int COLUMNS = 120;
    private static final int LINES = 350;

    @Test
    void lines_areAtMost120CharactersWide() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path file : sources("")) {
            boolean text = false;
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!text && line.codePointCount(0, line.length()) > COLUMNS) {
                    wide.add(ROOT.relativize(file) + ":" + number);
                }
                // A text block is data, which may have no place to be broken at.
                text ^= line.split("\"\"\"", -1).length % 2 == 0;
            }
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void mainFiles_haveAtMost350Lines() throws IOException {
        List<String> tall = new ArrayList<>();
        for (Path file : sources("main")) {
            int lines = Files.readAllLines(file).size();
            if (lines > LINES) {
                tall.add(ROOT.relativize(file) + ": " + lines);
            }
        }
        assertThat(tall).isEmpty();
    }

    @Test
    void publicTypesAndMethods_haveJavadoc() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> bare = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(sources("main")));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Undocumented(unit, docs, bare).scan(unit, true);
            }
        }
        assertThat(bare).isEmpty();
    }

    /** All Java files, or those of one source set, in order. */
    private static List<Path> sources(String set) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> ROOT.relativize(file).toString().contains("src/" + set))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/")).sorted().toList();
            assertThat(found).as("files below " + ROOT).hasSizeGreaterThan(100);
            return found;
        }
    }

    /** Collects what can be used from another package and has no Javadoc; an override has that of what it overrides. */
    private static final class Undocumented extends TreePathScanner<Void, Boolean> {
        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final List<String> bare;

        Undocumented(CompilationUnitTree unit, DocTrees docs, List<String> bare) {
            this.unit = unit;
            this.docs = docs;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree type, Boolean reachable) {
            boolean isPublic = reachable && (type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    || isInterface(getCurrentPath().getParentPath().getLeaf()));
            note(isPublic, type, type.getSimpleName().toString());
            return super.visitClass(type, isPublic);
        }

        @Override
        public Void visitMethod(MethodTree method, Boolean reachable) {
            boolean isPublic = method.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    || (isInterface(getCurrentPath().getParentPath().getLeaf())
                            && !method.getModifiers().getFlags().contains(Modifier.PRIVATE));
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
            note(reachable && isPublic && !overrides && method.getReturnType() != null, method,
                    method.getName().toString());
            return null;
        }

        private static boolean isInterface(Tree tree) {
            return tree.getKind() == Tree.Kind.INTERFACE;
        }

        private void note(boolean isPublic, Tree tree, String name) {
            if (isPublic && docs.getDocComment(getCurrentPath()) == null) {
                long line = unit.getLineMap().getLineNumber(docs.getSourcePositions().getStartPosition(unit, tree));
                bare.add(ROOT.relativize(Path.of(unit.getSourceFile().toUri())) + ":" + line + " " + name);
            }
        }
    }
}

package org.penumbra.lang;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.impl.ResourceImpl;
import org.eclipse.xtext.parser.IParseResult;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.lang.check.ScriptCheck;
import org.penumbra.lang.link.Linker;
import org.penumbra.lang.link.Links;
import org.penumbra.lang.link.ScopeIndex;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.DocComments;
import org.penumbra.lang.text.Omission;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.text.ScriptParser;
import org.penumbra.lang.text.SyntaxProblem;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.model.Script;
import org.penumbra.registry.Registry;

/** Reads scripts: parses, links and checks them. Whatever the text, the answer is a {@link ModelFile} with problems. */
public final class ModelReader {

    private final Installed installed;
    private final ScriptParser parser = new ScriptParser();

    public ModelReader(Registry registry) {
        this(Installed.of(registry));
    }

    public ModelReader(Installed installed) {
        this.installed = installed;
    }

    /**
     * Reads a UTF-8 file.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-1000) when it cannot be read
     */
    public ModelFile read(Path file) {
        try {
            return read(Files.readString(file), file.toString());
        } catch (CharacterCodingException notText) {
            throw unreadable(file, "Expected UTF-8 text, found other bytes.", List.of());
        } catch (IOException missing) {
            String found = Files.isDirectory(file) ? "a folder" : Files.exists(file) ? "one that cannot be read"
                    : "no such file";
            throw unreadable(file, "Expected a model file, found " + found + ".", neighbours(file));
        }
    }

    /**
     * Reads a text.
     *
     * @param name what locations call it
     */
    public ModelFile read(String text, String name) {
        Places places = new Places(name);
        try {
            return read(parser.parse(text), places);
        } catch (StackOverflowError tooDeep) {
            Problem problem = LanguageProblem.TOO_DEEP
                    .problem("Expected expressions and blocks that a person can follow, "
                    + "found them nested too deeply to be read.").at(Location.of(name));
            return new ModelFile(PenumbraFactory.eINSTANCE.createScript(), List.of(problem), places);
        }
    }

    private ModelFile read(IParseResult parsed, Places places) {
        if (parsed.hasSyntaxErrors()) {
            return new ModelFile(script(parsed, places), List.of(SyntaxProblem.first(parsed, places)), places);
        }
        return checked(parsed, places).file();
    }

    /**
     * Reads a text as an editor needs it: with what is known of every part, also while some statement is half written.
     * That statement is left out then; the rest is checked as if it were not there.
     *
     * @param name what locations call it
     */
    public Analysis analyse(String text, String name) {
        Places places = new Places(name);
        try {
            IParseResult parsed = parser.parse(text);
            if (!parsed.hasSyntaxErrors()) {
                return checked(parsed, places);
            }
            Omission omission = new Omission(text, parser, places);
            return checked(omission.read(parsed), places).lacking(omission.problems(), omission.omitted(), omission.words());
        } catch (StackOverflowError tooDeep) {
            return checked(parser.parse(""), places).lacking(read(text, name).problems(), List.of(), Set.of());
        }
    }

    private Analysis checked(IParseResult parsed, Places places) {
        Script script = script(parsed, places);
        DocComments.attach(script);
        ScopeIndex index = new ScopeIndex();
        Report report = new Report(places);
        ScriptCheck check = index.using(() -> {
            Links links = Linker.link(script, parsed.getRootNode());
            ScriptCheck checks = new ScriptCheck(script, links, installed, report);
            checks.run();
            return checks;
        });
        return new Analysis(new ModelFile(script, report.sorted(), places), parsed.getRootNode(), check.typing(),
                check.distributions(), index, report.regions(), List.of());
    }

    private static Script script(IParseResult parsed, Places places) {
        Script script = parsed.getRootASTElement() instanceof Script read ? read
                : PenumbraFactory.eINSTANCE.createScript();
        Resource resource = new ResourceImpl(URI.createFileURI(places.file()));
        resource.getContents().add(script);
        return script;
    }

    private static PenumbraException unreadable(Path file, String message, List<String> candidates) {
        return PenumbraException.badInput(LanguageProblem.UNREADABLE_FILE.problem(message)
                .at(Location.of(file.toString())).offering(candidates));
    }

    private static List<String> neighbours(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".penumbra")).toList();
            return Nearest.to(String.valueOf(file.getFileName()), names);
        } catch (IOException unlisted) {
            return List.of();
        }
    }
}

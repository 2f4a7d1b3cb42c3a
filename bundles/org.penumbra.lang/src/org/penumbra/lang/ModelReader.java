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
            return new ModelFile(PenumbraFactory.eINSTANCE.createScript(), List.of(tooDeep(name)), places);
        }
    }

    private static Problem tooDeep(String name) {
        return LanguageProblem.TOO_DEEP.problem("Expected expressions and blocks that a person can follow, "
                + "found them nested too deeply to be read.").at(Location.of(name));
    }

    private ModelFile read(IParseResult parsed, Places places) {
        if (parsed.hasSyntaxErrors()) {
            return new ModelFile(script(parsed, places), List.of(SyntaxProblem.first(parsed, places)), places);
        }
        Analysis analysis = analysis(parsed, places, Analysis.Omitted.NOTHING);
        return new ModelFile(analysis.script(), analysis.problems(), places);
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
                return analysis(parsed, places, Analysis.Omitted.NOTHING);
            }
            Omission omission = new Omission(text, parser, places);
            IParseResult readable = omission.read(parsed);
            return analysis(readable, places, new Analysis.Omitted(omission.problems(), omission.omitted(),
                    omission.words()));
        } catch (StackOverflowError tooDeep) {
            return analysis(parser.parse(""), places, new Analysis.Omitted(List.of(tooDeep(name)), List.of(),
                    Set.of()));
        }
    }

    private Analysis analysis(IParseResult parsed, Places places, Analysis.Omitted omitted) {
        Script script = script(parsed, places);
        DocComments.attach(script);
        return new Analysis(script, parsed.getRootNode(), places, installed, omitted);
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

package org.penumbra.lang.text;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.impl.BinaryResourceImpl;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.xtext.Grammar;
import org.eclipse.xtext.XtextPackage;
import org.eclipse.xtext.nodemodel.impl.NodeModelBuilder;
import org.eclipse.xtext.parser.IParseResult;
import org.eclipse.xtext.parser.ParseException;
import org.eclipse.xtext.parser.antlr.AntlrTokenDefProvider;
import org.eclipse.xtext.parser.antlr.UnorderedGroupHelper;
import org.eclipse.xtext.service.GrammarProvider;
import org.penumbra.lang.parser.antlr.PenumbraAntlrTokenFileProvider;
import org.penumbra.lang.parser.antlr.PenumbraParser;
import org.penumbra.lang.parser.antlr.internal.InternalPenumbraLexer;
import org.penumbra.lang.services.PenumbraGrammarAccess;
import org.penumbra.model.PenumbraPackage;

/**
 * Text to model elements and text positions. Wires the generated parser by hand: an injector with its reflection would
 * take longer to start than all the rest of {@code check} together. Parses one text at a time.
 */
public final class ScriptParser {

    private static final String LANGUAGE = "org.penumbra.lang.Penumbra";

    static {
        quiet(Logger.getLogger("org.eclipse.xtext"));
    }

    private final PenumbraParser parser = new PlainParser();

    public ScriptParser() {
        PenumbraPackage.eINSTANCE.getName();
        XtextPackage.eINSTANCE.getName();
        PenumbraGrammarAccess grammar = new PenumbraGrammarAccess(new CompiledGrammar());
        AntlrTokenDefProvider tokens = new AntlrTokenDefProvider();
        tokens.setAntlrTokenFileProvider(new PenumbraAntlrTokenFileProvider());
        UnorderedGroupHelper.Collector groups = new UnorderedGroupHelper.Collector(grammar);
        parser.setGrammarAccess(grammar);
        parser.setTokenDefProvider(tokens);
        parser.setElementFactory(new ModelBuilder(new TokenValues()));
        parser.setSyntaxErrorProvider(new SyntaxMessages());
        parser.setLexerProvider(InternalPenumbraLexer::new);
        parser.setUnorderedGroupHelper(() -> new UnorderedGroupHelper(groups));
    }

    /**
     * Parses a whole script.
     *
     * @throws StackOverflowError when the text is nested deeper than the stack of the thread
     */
    public synchronized IParseResult parse(String text) {
        try {
            return parser.parse(new StringReader(text));
        } catch (ParseException failure) {
            if (Throwables.getRootCause(failure) instanceof StackOverflowError tooDeep) {
                throw tooDeep;
            }
            throw failure;
        }
    }

    /** Xtext notes how it parses; where nobody set up log4j, that would end as a warning of log4j on the console. */
    private static void quiet(Logger logger) {
        if (logger.getLevel() == null) {
            logger.setLevel(Level.ERROR);
        }
    }

    private static final class PlainParser extends PenumbraParser {
        @Override
        protected NodeModelBuilder createNodeModelBuilder() {
            return new NodeModelBuilder();
        }
    }

    /** The grammar as the generator stored it beside the parser. */
    private static final class CompiledGrammar extends GrammarProvider {

        CompiledGrammar() {
            super(LANGUAGE, null);
        }

        @Override
        public Grammar getGrammar(Object requestor) {
            String file = "/" + LANGUAGE.replace('.', '/') + ".xtextbin";
            Resource resource = new BinaryResourceImpl(URI.createURI("classpath:" + file));
            new ResourceSetImpl().getResources().add(resource);
            try (InputStream stream = ScriptParser.class.getResourceAsStream(file)) {
                resource.load(stream, null);
            } catch (IOException broken) {
                throw new UncheckedIOException("the compiled grammar " + file + " cannot be read", broken);
            }
            return (Grammar) resource.getContents().get(0);
        }
    }
}

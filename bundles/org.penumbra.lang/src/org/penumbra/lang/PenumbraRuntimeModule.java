package org.penumbra.lang;

import org.eclipse.xtext.conversion.IValueConverterService;
import org.eclipse.xtext.linking.ILinker;
import org.eclipse.xtext.parser.IAstFactory;
import org.eclipse.xtext.parser.antlr.ISyntaxErrorMessageProvider;
import org.eclipse.xtext.resource.XtextResource;
import org.penumbra.lang.link.PenumbraLinker;
import org.penumbra.lang.text.ModelBuilder;
import org.penumbra.lang.text.SyntaxMessages;
import org.penumbra.lang.text.TokenValues;

/** The language as Xtext resources, for editors. Reading files needs none of it: see {@link ModelReader}. */
public class PenumbraRuntimeModule extends AbstractPenumbraRuntimeModule {

    public Class<? extends IAstFactory> bindIAstFactory() {
        return ModelBuilder.class;
    }

    public Class<? extends IValueConverterService> bindIValueConverterService() {
        return TokenValues.class;
    }

    public Class<? extends ISyntaxErrorMessageProvider> bindISyntaxErrorMessageProvider() {
        return SyntaxMessages.class;
    }

    public Class<? extends ILinker> bindILinker() {
        return PenumbraLinker.class;
    }

    /** Names are resolved when a file is parsed: there are no references between files to put off. */
    @Override
    public Class<? extends XtextResource> bindXtextResource() {
        return XtextResource.class;
    }
}

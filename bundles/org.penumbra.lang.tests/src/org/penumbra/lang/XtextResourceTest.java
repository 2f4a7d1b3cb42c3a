package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Injector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.junit.jupiter.api.Test;

/** Editors read through Xtext resources, everything else through ModelReader: both must see the same model. */
class XtextResourceTest {

    private static XtextResource load(String text) throws IOException {
        Injector injector = new PenumbraStandaloneSetup().createInjectorAndDoEMFRegistration();
        XtextResource resource = (XtextResource) injector.getInstance(XtextResourceSet.class)
                .createResource(URI.createURI("memory:/a.penumbra"));
        resource.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Map.of(XtextResource.OPTION_ENCODING, "UTF-8"));
        return resource;
    }

    @Test
    void bothReadTheSame() throws IOException {
        String text = Scripts.text(Scripts.testData().resolve(Path.of("canonical/all.penumbra")));
        XtextResource resource = load(text);
        assertEquals(0, resource.getErrors().size(), () -> resource.getErrors().toString());
        assertTrue(EcoreUtil.equals(Scripts.read(text).script(), resource.getContents().get(0)));
    }

    @Test
    void syntaxErrorsAreInTheWordsOfTheLanguage() throws IOException {
        assertEquals("expected '~' and a distribution, or '=' and a value, found 'Normal'",
                load("model A { x Normal(0, 1) }").getErrors().get(0).getMessage());
    }
}

package org.penumbra.lang;

/** Registers the language with EMF where no extension registry does. */
public class PenumbraStandaloneSetup extends PenumbraStandaloneSetupGenerated {

    public static void doSetup() {
        new PenumbraStandaloneSetup().createInjectorAndDoEMFRegistration();
    }
}

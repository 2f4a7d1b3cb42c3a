/**
 * The language server: what editors know of models while they are written. {@link PenumbraLanguageServer} speaks the
 * Language Server Protocol, in one process with its editor or over streams.
 */
package org.penumbra.lang.ide;

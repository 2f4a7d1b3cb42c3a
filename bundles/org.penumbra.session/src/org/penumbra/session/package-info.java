/**
 * The use case that the workbench and the command line share: load, check, bind data, compile, run, diagnose, store.
 *
 * <p>{@link org.penumbra.session.Session} is the way in. Nothing here prints: progress and cancellation are passed in,
 * results come back as values, and problems as {@link org.penumbra.core.PenumbraException}.
 *
 * <p>Codes: PEN-500x what to run, PEN-501x options and parts, PEN-502x plug-ins that misbehave, PEN-503x run folders,
 * PEN-51xx binding data.
 */
package org.penumbra.session;

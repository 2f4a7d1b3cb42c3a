/**
 * The command line. {@link org.penumbra.app.Main} runs on a plain class path,
 * {@link org.penumbra.app.HeadlessApplication} inside Equinox; both do the same.
 *
 * <p>What is asked for goes to standard output, everything else to standard error. Exit codes are those of
 * {@link org.penumbra.core.ExitCode}. Codes PEN-60xx are mistakes on the command line, PEN-69xx faults of Penumbra.
 */
package org.penumbra.app;

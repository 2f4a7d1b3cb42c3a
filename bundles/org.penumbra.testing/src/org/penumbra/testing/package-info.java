/**
 * What every plug-in must keep, as tests that its own tests call: one class for each extension point. They need no test
 * framework: a broken promise is an {@link AssertionError} that says which and shows the numbers.
 */
package org.penumbra.testing;

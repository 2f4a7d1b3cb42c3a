/**
 * What is installed, read from {@code plugin.xml} without loading a class of any plug-in: inside OSGi from the
 * platform's extension registry, on a plain class path from a registry of the same kind that is filled here. Bundles
 * contribute; fragments ({@code fragment.xml}) do not.
 *
 * <p>Nothing in a {@code plugin.xml} can break anything but itself. A contribution that is wrong is reported with the
 * id of its bundle ({@link org.penumbra.registry.Registry#problems()}, or a
 * {@link org.penumbra.core.PenumbraException} where it is asked for), and everything else goes on.
 *
 * <table>
 * <caption>Codes</caption>
 * <tr><td>PEN-4001</td><td>there is no contribution with this name</td></tr>
 * <tr><td>PEN-4002</td><td>two contributions have this name: neither is used</td></tr>
 * <tr><td>PEN-4003</td><td>an attribute is missing or an element is not expected</td></tr>
 * <tr><td>PEN-4004</td><td>a class cannot be found or linked</td></tr>
 * <tr><td>PEN-4005</td><td>a class does not implement the contract</td></tr>
 * <tr><td>PEN-4006</td><td>a class cannot be instantiated: no public no-argument constructor, or it throws</td></tr>
 * <tr><td>PEN-4007</td><td>a support, a default or a parameter of a distribution is wrong</td></tr>
 * <tr><td>PEN-4008</td><td>a plugin.xml cannot be read</td></tr>
 * </table>
 */
package org.penumbra.registry;

/**
 * Normal distributions as guides. They stand among the contracts because many plug-ins end in one: guides that
 * are optimised step by step, and algorithms that compute one at once.
 */
package org.penumbra.inference.normal;

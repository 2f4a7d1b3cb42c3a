/** Projects with models: their nature, their builder, and the markers of what is wrong. */
package org.penumbra.ui.build;

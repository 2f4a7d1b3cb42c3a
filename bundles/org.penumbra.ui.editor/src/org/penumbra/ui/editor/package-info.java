/** What the generic editor needs to be an editor of models. */
package org.penumbra.ui.editor;

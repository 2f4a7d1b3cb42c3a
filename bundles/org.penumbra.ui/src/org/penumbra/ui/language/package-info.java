/** The language server in this process, and what it is told of documents in editors. */
package org.penumbra.ui.language;

/** Guide blocks of the language as guides. */
package org.penumbra.compiler.guide;

package org.penumbra.lang.link;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.diagnostics.IDiagnosticConsumer;
import org.eclipse.xtext.linking.ILinker;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.lang.text.DocComments;
import org.penumbra.model.Script;

/** The same linking for the resources of editors. What stays unresolved is said by the checks, not by the linker. */
public final class PenumbraLinker implements ILinker {

    @Override
    public void linkModel(EObject model, IDiagnosticConsumer consumer) {
        if (model instanceof Script script) {
            Linker.link(script, NodeModelUtils.getNode(script).getRootNode());
            DocComments.attach(script);
        }
    }
}

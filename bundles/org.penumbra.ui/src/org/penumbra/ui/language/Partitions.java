package org.penumbra.ui.language;

import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentExtension3;
import org.eclipse.jface.text.IDocumentPartitioner;
import org.eclipse.jface.text.rules.EndOfLineRule;
import org.eclipse.jface.text.rules.FastPartitioner;
import org.eclipse.jface.text.rules.IPredicateRule;
import org.eclipse.jface.text.rules.MultiLineRule;
import org.eclipse.jface.text.rules.RuleBasedPartitionScanner;
import org.eclipse.jface.text.rules.SingleLineRule;
import org.eclipse.jface.text.rules.Token;

/** Comments and strings, kept apart from the rest of a model while it is typed. */
public final class Partitions {

    /** The name of this partitioning. */
    public static final String ID = "org.penumbra.ui.partitions";
    public static final String COMMENT = "org.penumbra.ui.comment";
    public static final String STRING = "org.penumbra.ui.string";

    private Partitions() {
    }

    static void connect(IDocument document) {
        if (document instanceof IDocumentExtension3 partitioned) {
            IDocumentPartitioner partitioner = new FastPartitioner(scanner(), new String[] {COMMENT, STRING});
            partitioned.setDocumentPartitioner(ID, partitioner);
            partitioner.connect(document);
        }
    }

    private static RuleBasedPartitionScanner scanner() {
        RuleBasedPartitionScanner scanner = new RuleBasedPartitionScanner();
        Token comment = new Token(COMMENT);
        scanner.setPredicateRules(new IPredicateRule[] {
            new EndOfLineRule("//", comment),
            new MultiLineRule("/*", "*/", comment, '\0', true),
            new SingleLineRule("\"", "\"", new Token(STRING), '\\', true)});
        return scanner;
    }
}

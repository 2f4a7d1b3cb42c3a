package org.penumbra.compiler.discrete;

/**
 * Where one variable is summed out: a table over the variable and those that are coupled to it at that time.
 *
 * @param variable that is summed out
 * @param separator the other variables, which are summed out later
 * @param cardinality of the separator's variables, then of the variable
 * @param start of the table among all tables of the tree; the variable's values are next to each other
 * @param message start of the sums over the variable among all messages
 * @param parent bucket that the message goes to, or -1
 * @param parts tables of the model that are added up here
 */
record Bucket(int variable, int[] separator, int[] cardinality, int start, int message, int parent,
        Part[] parts) {

    /**
     * @param start of a table of the model
     * @param strides of its positions, one for each variable of the bucket, 0 where it does not depend on it
     */
    record Part(int start, int[] strides) {
    }

    /** Number of joint values of the separator. */
    int rows() {
        int rows = 1;
        for (int i = 0; i < separator.length; i++) {
            rows *= cardinality[i];
        }
        return rows;
    }

    /** Number of values of the variable. */
    int values() {
        return cardinality[cardinality.length - 1];
    }
}

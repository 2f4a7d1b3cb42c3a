package org.penumbra.inference.svi;

/** Watches the steps of a run and remembers what its judgement needs. */
interface Watcher {

    /**
     * @param step 1 for the first
     * @param parameters at which the estimate was made
     */
    void add(long step, double value, double[] parameters, double[] gradient);

    /** A block of steps begins: what is saved later is the state now. */
    void mark();

    /** The state at the latest {@link #mark}. */
    void save(Ledger ledger);

    void restore(Ledger ledger);
}

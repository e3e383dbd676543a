// jsii has one Node process and one pipe for a whole test run.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

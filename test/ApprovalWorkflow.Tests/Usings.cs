// jsii has one Node process for all of a test run, and speaks with it by one pipe.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

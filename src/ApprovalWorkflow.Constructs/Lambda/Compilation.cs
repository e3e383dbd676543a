namespace ApprovalWorkflow;

/// <summary>What the functions are compiled to.</summary>
internal enum Compilation
{
    /// <summary>Machine code: it needs no .NET runtime and starts much faster.</summary>
    Native,

    /// <summary>Code for Lambda's .NET runtime: building it needs neither a C compiler nor Docker.</summary>
    Managed,
}

/// <summary>Where the functions run.</summary>
internal enum Target
{
    /// <summary>In AWS Lambda.</summary>
    Lambda,

    /// <summary>On the machine that synthesizes, which may differ from Lambda's.</summary>
    ThisMachine,
}

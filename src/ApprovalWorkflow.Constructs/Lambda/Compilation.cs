namespace ApprovalWorkflow.Lambda;

/// <summary>What the functions are compiled to.</summary>
public enum Compilation
{
    /// <summary>Machine code, which needs no .NET where it runs and starts in a fraction of the time.</summary>
    Native,

    /// <summary>Code for Lambda's .NET runtime, for those who have neither a C compiler nor Docker.</summary>
    Managed,
}

/// <summary>Where the functions run.</summary>
public enum Target
{
    /// <summary>In AWS Lambda.</summary>
    Lambda,

    /// <summary>On the machine that synthesizes, which may be of another kind than Lambda's.</summary>
    ThisMachine,
}

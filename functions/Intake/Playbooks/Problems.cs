namespace Intake.Playbooks;

/// <summary>Collects everything that is wrong with a playbook, each with its file and JSON path, so that all is told at once.</summary>
public sealed class Problems
{
    private readonly List<Problem> found = [];

    /// <summary>What was found, in order.</summary>
    public IReadOnlyList<Problem> Found => found;

    /// <summary>Records a problem.</summary>
    /// <param name="file">File name, such as <c>scoring.json</c>.</param>
    /// <param name="path">JSON path, such as <c>$.rules[3].points</c>.</param>
    /// <param name="message">What is wrong and what is expected.</param>
    public void Add(string file, string path, string message) => found.Add(new Problem(file, path, message));
}

/// <summary>One thing wrong with a playbook.</summary>
public sealed record Problem(string File, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File} {Path}: {Message}";
}

namespace Intake.Playbooks;

/// <summary>The files of a playbook in a directory.</summary>
public static class PlaybookFolder
{
    /// <summary>Every <c>*.json</c> of the directory itself, by name.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files(string directory) =>
        Directory.EnumerateFiles(directory, "*.json").ToDictionary(
            path => Path.GetFileName(path), path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path), StringComparer.Ordinal);

    /// <summary>The playbook in a directory, or an exception that tells everything that is wrong with it.</summary>
    public static Playbook Load(string directory)
    {
        var problems = new Problems();
        return PlaybookReader.Read(Files(directory), problems) ?? throw new InvalidPlaybookException(directory, problems.Found);
    }
}

/// <summary>The playbook is not valid: the start must stop.</summary>
public sealed class InvalidPlaybookException(string where, IReadOnlyList<Problem> found)
    : Exception($"The playbook in {where} is not valid:{string.Concat(found.Select(problem => $"{Environment.NewLine}  {problem}"))}")
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<Problem> Found { get; } = found;

    /// <summary>The message alone: it speaks to who wrote the playbook, whom a stack trace keeps from reading it.</summary>
    public override string ToString() => Message;
}

namespace Intake.Storage;

/// <summary>Others wrote the same row first, try after try. Nothing is wrong with the message itself: it is worth another try when they are done.</summary>
public sealed class OvertakenException(string what, int tries) : Exception($"{what} was changed by others {tries} times in a row.");

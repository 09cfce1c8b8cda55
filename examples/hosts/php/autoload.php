<?php

/** Loads the classes of `src` where Composer does not. */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $path = __DIR__ . '/src/' . str_replace(['Calliyo\\', '\\'], ['', '/'], $class) . '.php';
    if (str_starts_with($class, 'Calliyo\\') && is_file($path)) {
        require $path;
    }
});

<?php

/**
 * Lets calliyo be used where FFI is for preloaded code only, which is so on web servers unless `ffi.enable` says
 * otherwise: set `opcache.preload` to this file.
 */

declare(strict_types=1);

foreach (glob(__DIR__ . '/src/*.php') as $class) {
    opcache_compile_file($class);
}
